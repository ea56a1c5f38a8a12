import { appliance as applianceKinds } from './appliance.ts';
import { bag } from './bag.ts';
import { ball } from './ball.ts';
import { bear } from './bear.ts';
import { bedding } from './bedding.ts';
import { bicycle } from './bicycle.ts';
import { block } from './block.ts';
import { book } from './book.ts';
import { bottle } from './bottle.ts';
import { box } from './box.ts';
import { can } from './can.ts';
import { chair } from './chair.ts';
import { charger as chargerKinds } from './charger.ts';
import { cup } from './cup.ts';
import { disc } from './disc.ts';
import { dish as dishKinds } from './dish.ts';
import { dress } from './dress.ts';
import { drive } from './drive.ts';
import { dumbbell as dumbbellKinds } from './dumbbell.ts';
import { earphones as earphonesKinds } from './earphones.ts';
import { fan } from './fan.ts';
import { fruit } from './fruit.ts';
import { glove } from './glove.ts';
import { hat } from './hat.ts';
import { helmet } from './helmet.ts';
import { keyboard as keyboardKinds } from './keyboard.ts';
import { knife as knifeKinds } from './knife.ts';
import { lamp } from './lamp.ts';
import { lipstick as lipstickKinds } from './lipstick.ts';
import { mat } from './mat.ts';
import { meat } from './meat.ts';
import { mop as mopKinds } from './mop.ts';
import { mouse } from './mouse.ts';
import { pan } from './pan.ts';
import { pencil } from './pencil.ts';
import { phone } from './phone.ts';
import { plant } from './plant.ts';
import { pole } from './pole.ts';
import { pouch as pouchKinds } from './pouch.ts';
import { purifier as purifierKinds } from './purifier.ts';
import { puzzle } from './puzzle.ts';
import { racket as racketKinds } from './racket.ts';
import { ring } from './ring.ts';
import { roll } from './roll.ts';
import { scooter } from './scooter.ts';
import type { Shape } from './shape.ts';
import { shelf } from './shelf.ts';
import { shirt } from './shirt.ts';
import { shoe } from './shoe.ts';
import { sock } from './sock.ts';
import { table } from './table.ts';
import { tent } from './tent.ts';
import { toothbrush } from './toothbrush.ts';
import { trousers } from './trousers.ts';
import { tube } from './tube.ts';

/** Every shape by its name. A file that draws several kinds of a thing appears here under several names. */
export const shapes: Record<string, Shape> = {
  ...{
    bag,
    ball,
    bear,
    bedding,
    bicycle,
    block,
    book,
    bottle,
    box,
    can,
    chair,
    cup,
    disc,
    dress,
    drive,
    fan,
    fruit,
    glove,
    hat,
    helmet,
    lamp,
    mat,
    meat,
    mouse,
    pan,
    pencil,
    phone,
    plant,
    pole,
    puzzle,
    ring,
    roll,
    scooter,
    shelf,
    shirt,
    shoe,
    sock,
    table,
    tent,
    toothbrush,
    trousers,
    tube,
  },
  appliance: ofKinds(applianceKinds, 1),
  cable: ofKinds(chargerKinds, 2),
  charger: ofKinds(chargerKinds, 0),
  cooker: ofKinds(applianceKinds, 0, 1),
  dumbbell: ofKinds(dumbbellKinds, 0, 2),
  dumplings: ofKinds(dishKinds, 2),
  duster: ofKinds(mopKinds, 2),
  earbuds: ofKinds(earphonesKinds, 1),
  earphones: ofKinds(earphonesKinds, 2),
  headphones: ofKinds(earphonesKinds, 0),
  humidifier: ofKinds(purifierKinds, 1),
  kettlebell: ofKinds(dumbbellKinds, 1),
  keyboard: ofKinds(keyboardKinds, 0, 1),
  keyboardAndMouse: ofKinds(keyboardKinds, 2),
  knife: ofKinds(knifeKinds, 0),
  lipstick: ofKinds(lipstickKinds, 0, 2),
  mop: ofKinds(mopKinds, 0),
  noodles: ofKinds(dishKinds, 0),
  paddle: ofKinds(racketKinds, 1),
  pouch: ofKinds(pouchKinds, 1, 2),
  powerbank: ofKinds(chargerKinds, 1),
  purifier: ofKinds(purifierKinds, 0, 2),
  racket: ofKinds(racketKinds, 0, 2),
  scissors: ofKinds(knifeKinds, 1),
  soup: ofKinds(dishKinds, 1),
  tint: ofKinds(lipstickKinds, 1),
  toaster: ofKinds(applianceKinds, 2),
  utensils: ofKinds(knifeKinds, 2),
  wiper: ofKinds(mopKinds, 1),
  wipes: ofKinds(pouchKinds, 0),
};

/** The same shape, limited to some of its kinds. */
function ofKinds(shape: Shape, ...kinds: number[]): Shape {
  return (paint, variant) => shape(paint, kinds[variant % kinds.length] ?? variant);
}
