import { defineComponent, h, ref } from 'vue';

/** A button that counts, with Vue. */
export const Counter = defineComponent({
  props: { count: { type: Number, required: true } },
  setup(props) {
    const count = ref(props.count);
    return () => h('button', { type: 'button', onClick: () => count.value++ }, `Vue ${count.value}`);
  },
});
